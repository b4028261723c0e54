export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f7f9, #14171c);
  --panel: light-dark(#ffffff, #1c2027);
  --line: light-dark(#dfe3e8, #303640);
  --text: light-dark(#1d232b, #e4e8ee);
  --soft: light-dark(#5d6875, #98a3b1);
  --link: light-dark(#1d5fa8, #86b7f0);
  --good: light-dark(#1a7f4b, #5bc48c);
  --bad: light-dark(#b3261e, #f2857c);
  --warn: light-dark(#8a5a00, #e5b15a);
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--ground); color: var(--text); font: 14px/1.45 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem 1rem; padding: .8rem 1.2rem; }
h1 { font-size: 1.15rem; margin: 0; }
h2 { font-size: .95rem; margin: 0 0 .6rem; }
h3 { font-size: .9rem; margin: 1rem 0 .4rem; }
small, #status, .empty, .note { color: var(--soft); font-weight: normal; margin: 0; }
/* A name breaks at its marks; only one that is longer than a line breaks elsewhere. */
main, dialog { overflow-wrap: break-word; }
main { display: grid; grid-template-columns: minmax(15rem, 20rem) minmax(0, 1fr) minmax(12rem, 15rem); gap: .8rem; padding: 0 1.2rem 1.2rem; }
section { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: 0 .9rem .9rem; min-width: 0; max-height: calc(100vh - 4.5rem); overflow: auto; }
section h2 { margin: .9rem 0 .6rem; }
input { width: 100%; margin: 0 0 .6rem; padding: .35rem .5rem; font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--line); border-radius: 6px; }
button { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--line); border-radius: 6px; padding: .2rem .7rem; cursor: pointer; }
button.link { color: var(--link); background: none; border: 0; border-radius: 0; padding: 0; text-align: left; min-width: 0; max-width: 100%; }
button.link:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
details { margin-left: .9rem; }
#tenant > details, #found > details { margin-left: 0; }
summary { cursor: pointer; padding: .1rem 0; }
ul { list-style: none; margin: 0; padding: 0; }
details ul { margin-left: 1.2rem; }
li { padding: .1rem 0; }
#faults li { border-top: 1px solid var(--line); padding: .5rem 0; }
.tag { display: inline-block; border: 1px solid var(--line); border-radius: 4px; padding: 0 .3rem; margin-left: .35rem; color: var(--soft); font-size: .85em; white-space: nowrap; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; color: var(--soft); font-weight: normal; position: sticky; top: 0; background: var(--panel); }
th, td { padding: .28rem .8rem .28rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
#requests-table { table-layout: fixed; }
#requests-table th:first-child { width: 5.2rem; }
#requests-table th:nth-child(3) { width: 34%; }
#requests-table th:nth-child(4) { width: 24%; }
#requests-table th:last-child { width: 5.2rem; }
#requests tr { cursor: pointer; }
#requests tr:hover { background: var(--ground); }
#requests td:first-child { white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--soft); }
#requests td:last-child, #requests-table th:last-child { padding-right: 0; white-space: nowrap; }
.ok { color: var(--good); }
.refused { color: var(--warn); }
.failed { color: var(--bad); }
dialog { width: min(52rem, calc(100vw - 1.5rem)); max-height: calc(100dvh - 1.5rem); padding: 0; color: inherit; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; }
dialog[open] { display: flex; flex-direction: column; }
dialog::backdrop { background: #0008; }
dialog header { flex-wrap: nowrap; justify-content: space-between; align-items: center; border-bottom: 1px solid var(--line); }
dialog header h2 { margin: 0; min-width: 0; }
#details-body { overflow: auto; padding: .8rem 1.2rem 1.2rem; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1rem; margin: 0 0 .8rem; }
dt { color: var(--soft); }
dd { margin: 0; }
pre { margin: 0 0 .6rem; padding: .6rem .7rem; white-space: pre-wrap; background: var(--ground); border: 1px solid var(--line); border-radius: 6px; font: 12px/1.5 ui-monospace, monospace; }
.attributes { table-layout: fixed; }
.attributes th { top: -.8rem; }
.inherited td:nth-child(2) { color: var(--soft); }
.attributes + .note { margin-top: .8rem; }
.whole { display: inline-block; max-width: 100%; }
@media (max-width: 60rem) {
  main { grid-template-columns: minmax(0, 1fr); }
  section { max-height: 75vh; }
}
/* Each request takes two lines: method and answer, then the object, with the time and the admin below. */
@media (max-width: 40rem) {
  header, main { padding-left: .75rem; padding-right: .75rem; }
  #requests-table thead { display: none; }
  #requests-table, #requests { display: block; }
  #requests tr { display: grid; grid-template-columns: minmax(0, 1fr) max-content; gap: 0 .8rem; padding: .4rem 0; border-bottom: 1px solid var(--line); }
  #requests td { border: 0; padding: 0; }
  #requests td:nth-child(2) { order: 1; }
  #requests td:nth-child(5) { order: 2; }
  #requests td:nth-child(3) { order: 3; }
  #requests td:nth-child(1) { order: 4; }
  #requests td:nth-child(4) { order: 5; grid-column: 1 / -1; color: var(--soft); }
  #requests td:nth-child(1), #requests td:nth-child(5) { text-align: right; }
  .attributes thead { display: none; }
  .attributes, .attributes tbody, .attributes td { display: block; }
  .attributes tr { padding: .35rem 0; border-bottom: 1px solid var(--line); }
  .attributes tr { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); gap: 0 .8rem; }
  .attributes td { border: 0; padding: 0; }
  .attributes .own td:nth-child(3), .attributes .inherited td:nth-child(2) { display: none; }
}
`;
