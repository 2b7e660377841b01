"use strict";
// What was answered on this page: the latest answer to each question, and all of them as the lines that
// `quiz data import` reads (quiz/store/exporting.py). Nothing is kept in the browser unless the learner asks.

const KEPT_AS = `leaflet-quiz: ${FILE.id}`;
const rounds = new Map(); // the records of each round, by its uid
const standings = new Map(); // {response, mark, certainty, flagged, at}, by question

const standingOf = (question) => standings.get(question);
const isKnown = (question) => (standingOf(question)?.mark ?? 0) >= 1 && standingOf(question).certainty !== 1;
const bounded = (number) => Math.min(number, BOUNDS.number);
const timeOf = (milliseconds) => new Date(milliseconds).toISOString().replace("Z", "+00:00");

// Take a round with its latest answers into the records.
function remember(round) {
  const points = ({ bank, question }) => (bank.scored && !question.selfAssessed ? question.points : 0);
  const answers = [...round.answers].sort(([one], [other]) => one - other);
  rounds.set(round.uid, [
    {
      record: "sitting",
      uid: round.uid,
      learner: "",
      file: FILE.id,
      mode: round.mode,
      seed: 0,
      certainty: round.certainty ? 1 : 0,
      minutes: null,
      pass_at: null,
      items: round.items.map(({ bank, question }) => [bank.id, question.id, question.revision]),
      started_at: timeOf(round.startedAt),
      possible: bounded(sum(round.items.map(points))),
      marked: [...round.flagged].sort((one, other) => one - other),
      seconds: bounded(round.seconds),
      ended_at: round.endedAt && timeOf(round.endedAt),
    },
    ...answers.map(([position, answer]) => {
      const { bank, question } = round.items[position];
      return {
        record: "response",
        sitting: round.uid,
        bank: bank.id,
        fingerprint: bank.fingerprint,
        position,
        question: question.id,
        revision: question.revision,
        response: written(question, answer.response),
        mark: answer.mark,
        points: bounded(question.selfAssessed ? 0 : question.points),
        in_score: bank.scored && !question.selfAssessed,
        certainty: answer.certainty,
        flagged: round.flagged.has(position),
        seconds: bounded(answer.seconds),
        answered_at: timeOf(answer.at),
        seen_mark: null,
      };
    }),
  ]);
  for (const [position, answer] of answers) {
    standings.set(round.items[position].question, { ...answer, flagged: round.flagged.has(position) });
  }
  if (isKept()) keep();
}

// The name as `quiz` takes it, with single spaces, or "" if it takes none such.
function learnerNamed(typed) {
  const name = typed.replace(/\s+/g, " ").trim();
  return [...name].length <= BOUNDS.name && !/[\p{C}\p{Z}]/u.test(name.replaceAll(" ", "")) ? name : "";
}

// All answers as JSON Lines.
function exported(learner) {
  const records = [...rounds.values()];
  const sittings = records.map(([sitting]) => ({ ...sitting, learner }));
  const lines = [HEADER, ...sittings, ...records.flatMap(([, ...responses]) => responses)];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/jsonl" }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// On this device, if the learner asks

let kept = false;
const isKept = () => kept;

// Keep all answers in this browser, with those of other windows. Returns whether it could.
function keep() {
  try {
    for (const records of keptBefore()) if (!rounds.has(records[0].uid)) rounds.set(records[0].uid, records);
    localStorage.setItem(KEPT_AS, JSON.stringify([...rounds.values()]));
    kept = true;
  } catch {
    kept = false;
  }
  return kept;
}

function forget() {
  kept = false;
  try {
    localStorage.removeItem(KEPT_AS);
  } catch {
    // this browser keeps nothing
  }
}

const keptBefore = () => JSON.parse(localStorage.getItem(KEPT_AS)) ?? [];

// Read back what an earlier visit kept.
function restore() {
  try {
    kept = localStorage.getItem(KEPT_AS) !== null;
    for (const [sitting, ...responses] of keptBefore()) {
      rounds.set(sitting.uid, [sitting, ...responses]);
      for (const { bank, question: id, revision, mark, certainty, flagged, answered_at: at } of responses) {
        const item = ITEMS.find(({ bank: one, question }) => one.id === bank && question.id === id);
        if (item?.question.revision === revision) {
          standings.set(item.question, { mark, certainty, flagged, at: Date.parse(at) });
        }
      }
    }
  } catch {
    kept = false; // what is there cannot be read
  }
}
