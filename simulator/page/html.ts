export const HTML = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>OMA simulator</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page/style.css">
<script type="module" src="/page/main.js"></script>
</head>
<body>
<header>
<h1>OMA simulator</h1>
<p id="status" role="status">Connecting</p>
</header>
<main>
<section aria-labelledby="tenant-title">
<h2 id="tenant-title">Tenant</h2>
<input id="tenant-filter" type="search" placeholder="Domain, address or name" aria-label="Filter domains and users" autocomplete="off" spellcheck="false">
<div id="tenant"></div>
<div id="found" hidden></div>
</section>
<section aria-labelledby="requests-title">
<h2 id="requests-title">Requests <small id="total"></small></h2>
<input id="requests-filter" type="search" placeholder="Method, object, admin or answer" aria-label="Filter requests" autocomplete="off" spellcheck="false">
<table id="requests-table">
<thead><tr><th scope="col">Time</th><th scope="col">Method</th><th scope="col">Object</th><th scope="col">Admin</th><th scope="col">Answer</th></tr></thead>
<tbody id="requests"></tbody>
</table>
<p id="no-requests" class="empty">No request has come in yet.</p>
</section>
<section aria-labelledby="faults-title">
<h2 id="faults-title">Faults</h2>
<ul id="faults"></ul>
<p id="no-faults" class="empty">None is switched on.</p>
</section>
</main>
<dialog id="details" aria-labelledby="details-title">
<header><h2 id="details-title"></h2><button id="details-close" type="button">Close</button></header>
<div id="details-body"></div>
</dialog>
</body>
</html>
`;
