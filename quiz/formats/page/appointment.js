"use strict";
/* The page for the appointment. */

function showAppointment(round) {
  show(el("h1", {}, "My page for the appointment"), button("Back", () => showEnd(round)));
}

restore();
showHome();
