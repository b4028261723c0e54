export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f7f9, #14171c);
  --panel: light-dark(#ffffff, #1c2027);
  --line: light-dark(#dfe3e8, #303640);
  --text: light-dark(#1d232b, #e4e8ee);
  --soft: light-dark(#5d6875, #98a3b1);
  --good: light-dark(#1a7f4b, #5bc48c);
  --bad: light-dark(#b3261e, #f2857c);
  --warn: light-dark(#8a5a00, #e5b15a);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 14px/1.45 system-ui, sans-serif; }
header { display: flex; align-items: baseline; gap: 1rem; padding: .8rem 1.2rem; }
h1 { font-size: 1.15rem; margin: 0; }
h2 { font-size: .95rem; margin: 0 0 .6rem; }
small, #status, .empty, .note { color: var(--soft); font-weight: normal; margin: 0; }
main { display: grid; grid-template-columns: minmax(15rem, 20rem) minmax(0, 1fr) minmax(12rem, 15rem); gap: .8rem; padding: 0 1.2rem 1.2rem; }
section { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: .9rem; min-width: 0; max-height: calc(100vh - 5rem); overflow: auto; }
details { margin-left: .9rem; }
#tenant > details { margin-left: 0; }
summary { cursor: pointer; overflow-wrap: anywhere; padding: .1rem 0; }
ul { list-style: none; margin: 0; padding: 0; }
details ul { margin-left: 1.9rem; }
li { overflow-wrap: anywhere; padding: .1rem 0; }
#faults li { border-top: 1px solid var(--line); padding: .5rem 0; }
.tag { border: 1px solid var(--line); border-radius: 4px; padding: 0 .3rem; margin-left: .35rem; color: var(--soft); font-size: .85em; white-space: nowrap; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th:first-child { width: 5.2rem; }
th:last-child { width: 5.2rem; }
th:nth-child(4), td:nth-child(4) { width: 18%; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
th { text-align: left; color: var(--soft); font-weight: normal; position: sticky; top: -.9rem; background: var(--panel); }
th, td { padding: .28rem .5rem .28rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
td:first-child { white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--soft); }
.ok { color: var(--good); }
.refused { color: var(--warn); }
.failed { color: var(--bad); }
@media (max-width: 60rem) { main { grid-template-columns: 1fr; } section { max-height: none; } }
`;
