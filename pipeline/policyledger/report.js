"use strict";
// Filters, sorts and opens the rows of the page. Whatever a document says goes through textContent, never through HTML.
const table = document.getElementById("rows"), body = table.tBodies[0], form = document.getElementById("filters");
const lines = [...body.rows], rows = lines.filter(line => line.classList.contains("row"));
const words = new Map();  // what a row says, in small letters, made when it is first searched
const textOf = row => words.get(row) ?? words.set(row, row.textContent.toLowerCase() + " " +
  [row.dataset.left, row.dataset.right, row.dataset.sec, row.dataset.org, row.dataset.ins].join(" ").toLowerCase()).get(row);
let sorted = null, descending = false;

function keep() {
  const want = form.elements, terms = want.text.value.toLowerCase().split(/\s+/).filter(Boolean);
  const from = want.from.value, to = want.to.value;
  return row => (!want.status.value || row.classList.contains(want.status.value)) &&
    (!want.industry.value || row.cells[0].textContent === want.industry.value) &&
    (!want.document.value || row.dataset.doc === want.document.value) &&
    (!from || row.dataset.year >= from) && (!to || (row.dataset.year && row.dataset.year <= to)) &&
    terms.every(term => textOf(row).includes(term));
}

function show() {
  fold();
  const kept = keep();
  let shown = 0, heads = [];
  for (const line of lines) {  // a heading is shown when a row under it is
    if (line.classList.contains("row")) {
      line.hidden = !kept(line);
      if (!line.hidden) { shown++; heads.forEach(head => head.hidden = false); heads = []; }
    } else {
      line.hidden = true;
      heads = line.classList.contains("doc") ? [line] : [...heads.filter(head => head.classList.contains("doc")), line];
    }
  }
  document.getElementById("shown").textContent = shown.toLocaleString("en") + " of " + rows.length.toLocaleString("en");
}

const text = at => row => row.cells[at].textContent.toLowerCase();
const KEYS = {
  industry: text(0), indicator: text(1), by: row => row.dataset.day, text: text(4), document: text(5),
  value: row => [row.dataset.unit, Number(row.dataset.value)],
};

function compare(a, b) {  // of values, those of one unit stay together
  if (Array.isArray(a)) return (a[0] < b[0] ? -1 : Number(a[0] > b[0])) || compare(a[1], b[1]);
  return (a < b ? -1 : Number(a > b)) * (descending ? -1 : 1);
}

function sort(name) {
  fold();
  descending = sorted === name && !descending;
  sorted = sorted === name && !descending ? null : name;  // a third click gives the documents' own order back
  for (const head of table.tHead.rows[0].cells)
    head.ariaSort = head.dataset.key !== sorted ? "none" : descending ? "descending" : "ascending";
  table.classList.toggle("flat", Boolean(sorted));
  if (!sorted) return body.append(...lines);
  const keyed = rows.map((row, at) => [KEYS[name](row), at, row]);
  const empty = key => key === "" || key === undefined;  // empty cells go last either way
  keyed.sort(([a, i], [b, j]) => empty(a) - empty(b) || compare(a, b) || i - j);
  body.append(...keyed.map(entry => entry[2]));
}

function make(name, content, parent) {
  const element = document.createElement(name);
  if (content) element.textContent = content;
  return parent ? parent.appendChild(element) : element;
}

function fold() {
  body.querySelector(".details")?.remove();
  body.querySelector(".open")?.classList.remove("open");
}

function unfold(row) {
  const again = row.classList.contains("open");
  fold();
  if (again) return history.replaceState(null, "", location.pathname);
  row.classList.add("open");
  const line = make("tr"), cell = make("td", "", line), context = make("p", "", cell);
  const facts = make("dl", "", cell), data = row.dataset;
  line.className = "details";
  cell.colSpan = 6;
  context.className = "context";
  context.append(data.before);
  make("b", "", context).append(data.left, row.querySelector("mark").cloneNode(true), data.right);
  context.append(data.after);
  for (const [name, value] of [["section", data.sec], ["organisation", data.org], ["instrument", data.ins],
    ["baseline", data.base], ["as of", data.asof], ["document", row.cells[5].textContent], ["place", data.place],
    ["decided by", data.rules], ["cues", data.cues], ["statement_id", row.id]])
    if (value) { make("dt", name, facts); make("dd", value, facts); }
  row.after(line);
  history.replaceState(null, "", "#" + row.id);
}

function choose(name, value) {
  if (name === "year") form.elements.from.value = form.elements.to.value = value;
  else form.elements[name].value = value;
  show();
  form.scrollIntoView();
}

table.tHead.addEventListener("click", event => { const head = event.target.closest("th"); if (head) sort(head.dataset.key); });
body.addEventListener("click", event => {
  const row = event.target.closest(".row");
  if (row && !String(getSelection())) unfold(row);
});
body.addEventListener("keydown", event => { if (event.key === "Enter" && event.target.matches(".row")) unfold(event.target); });
document.addEventListener("click", event => {
  const button = event.target.closest("button[data-name]");
  if (button) choose(button.dataset.name, button.dataset.value);
});
let waiting = 0;
form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 120); });
form.addEventListener("submit", event => event.preventDefault());
form.addEventListener("reset", () => setTimeout(show));
show();
const wanted = location.hash && document.getElementById(location.hash.slice(1));
if (wanted?.matches(".row")) {
  if (wanted.hidden) { form.elements.status.value = ""; show(); }
  unfold(wanted);
  wanted.scrollIntoView({ block: "center" });
}
