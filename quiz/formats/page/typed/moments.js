// quiz/core/typed_answers/moments.py

const { MONTHS, MONTH, MONTH_FIRST, BY_NAME, ISO, IN_FIGURES, WEEKDAY, TIME, PAST, FRACTIONS } = constants("moments");
const MARKED = new Pattern("clock|uhr|\\d ?h|00");

/** The dates that a text may mean: two if day and month are ambiguous, none if it is not a date. */
function readDates(text, language = "en") {
  text = lengthOf(text) < 60 ? WEEKDAY.sub("", strip(fold(text, language), " .,")) : "";
  for (const pattern of BY_NAME) {
    const found = pattern.fullmatch(text);
    if (found && MONTH.has(found.groups.m)) return dates(found.groups.y, MONTH.get(found.groups.m), found.groups.d);
  }
  let found = ISO.fullmatch(text);
  if (found) return dates(...found.slice(1));
  found = IN_FIGURES.fullmatch(text);
  if (!found) return [];
  const [, first, mark, second, year] = found;
  const [dayFirst, monthFirst] = [dates(year, second, first), dates(year, first, second)];
  language = language.toLowerCase();
  if (mark === "." || !language.startsWith("en") || /^en-(gb|au|nz|ie)/.test(language)) return dayFirst;
  if (MONTH_FIRST.includes(language)) return monthFirst;
  return [...new Set([...dayFirst, ...monthFirst])];
}

/** A date as text, in a list that is empty if there is no such date; a year or day that was not given is 0. */
function dates(...parts) {
  let [year, month, day] = parts.map((part) => Number(strip(String(part ?? ""), "'")));
  if (0 < year && year < 100) year += year < 50 ? 2000 : 1900;
  if (month < 1 || month > 12 || day > 31) return [];
  const name = MONTHS[0][month - 1];
  return [`${day} ${name[0].toUpperCase()}${name.slice(1)} ${year}`];
}

/** A time of day; `half` is 0 for a.m., 12 for p.m., null if it was not given. */
function readTime(text, language = "en") {
  if (lengthOf(text) > 40) return null;
  text = withDigits(strip(fold(text, language), " .,"), language);
  if (/^(noon|midday|12 noon|midnight|12 midnight)$/.test(text)) {
    return { hour: 0, minute: 0, half: text.includes("midnight") ? 0 : 12 };
  }
  let found = PAST.fullmatch(text);
  if (found) {
    const minutes = FRACTIONS.get(found[1]) || Number(found[1]);
    const isBefore = /^(to|before|until)$/.test(found[2]);
    const total = (Number(found[3]) * 60 + (isBefore ? -minutes : minutes) + 720) % 720;
    return { hour: Math.floor(total / 60), minute: total % 60, half: halfOf(found[4]) };
  }
  found = TIME.fullmatch(text);
  if (!found || !(found[2] || found[3] || MARKED.search(text))) return null;
  const [hour, minute] = [Number(found[1]), Number(found[2] || 0)];
  if (hour > 24 || minute > 59) return null;
  let half = halfOf(found[3]);
  if ((hour === 12 && half === null) || hour > 12 || hour === 0 || (half === null && found[1].startsWith("0"))) {
    half = 12 <= hour && hour < 24 ? 12 : 0;
  }
  return { hour: hour % 12, minute, half };
}

function halfOf(words) {
  if (!words) return null;
  return (words.startsWith("a") && !words.includes("night")) || words.includes("morning") ? 0 : 12;
}

/** Whether two times are the same; null if that depends on a.m. or p.m., which was not given. */
function sameTime(typed, answer, ask) {
  if (typed.hour !== answer.hour || typed.minute !== answer.minute) return false;
  if (typed.half === answer.half) return true;
  const isLate = /afternoon|evening|night/.test(ask);
  if (answer.half === null) return typed.half === (isLate ? 12 : 0);
  if (typed.half === null && answer.half === 0) return true;
  const said = ask.includes("morning") ? 0 : isLate ? 12 : null;
  if (typed.half === null) return said === null ? null : answer.half === said;
  return answer.half === typed.half;
}
