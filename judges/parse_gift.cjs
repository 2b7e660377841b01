// Parses the GIFT on standard input with gift-pegjs, and writes its questions as JSON.
const { parse } = require(process.argv[2]);
const text = require("fs").readFileSync(0, "utf8");
try {
  console.log(JSON.stringify(parse(text)));
} catch (error) {
  const { line, column } = error.location ? error.location.start : { line: 0, column: 0 };
  console.error(`${line}:${column}: ${error.message}`);
  process.exit(1);
}
