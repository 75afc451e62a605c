/** Waits for an element to load or to fail. */
const load = (tag: string, attributes: string): string =>
  `return await new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement('${tag}'), ${attributes});
    element.onload = () => resolve(element.contentDocument === undefined ? 'loaded' : (element.contentDocument?.body?.innerText || undefined));
    element.onerror = reject;
    document.body.append(element);
  })`;

/** How a page that was taken over may try to read something, as a script in which `ADDRESS` stands for it. */
export const waysToFile: readonly (readonly [string, string])[] = [
  ['fetch', 'return await (await fetch(ADDRESS)).text()'],
  ['XHR', "const x = new XMLHttpRequest(); x.open('GET', ADDRESS, false); x.send(); return x.responseText"],
  ['import', 'return await import(ADDRESS)'],
  ['a script', load('script', '{ src: ADDRESS }')],
  ['a frame', load('iframe', '{ src: ADDRESS }')],
  ['an object', load('object', '{ data: ADDRESS }')],
  ['a style sheet', load('link', "{ rel: 'stylesheet', href: ADDRESS }")],
  [
    'a worker',
    'return await new Promise((resolve, reject) => { const w = new Worker(ADDRESS); w.onmessage = resolve; w.onerror = reject; })',
  ],
];

/** How it may try to reach somebody else. */
export const waysOut: readonly (readonly [string, string])[] = [
  ...waysToFile,
  ['a picture', load('img', '{ src: ADDRESS }')],
  ['a beacon', 'navigator.sendBeacon(ADDRESS, "x")'],
  [
    'an event source',
    'return await new Promise((resolve, reject) => { const e = new EventSource(ADDRESS); e.onopen = resolve; e.onerror = reject; })',
  ],
  [
    'a socket',
    "return await new Promise((resolve, reject) => { const s = new WebSocket(ADDRESS.replace('http', 'ws')); s.onopen = resolve; s.onerror = reject; })",
  ],
  [
    'a form',
    "const f = document.createElement('form'); f.method = 'POST'; f.action = ADDRESS; f.target = 'sink'; document.body.append(f); f.submit()",
  ],
  ['a prefetch', load('link', "{ rel: 'prefetch', href: ADDRESS }")],
  ['a preconnect', load('link', "{ rel: 'preconnect', href: ADDRESS }")],
  ['a font', "return await new FontFace('x', 'url(' + ADDRESS + ')').load()"],
  ['a ping', "const a = document.createElement('a'); a.href = '#'; a.ping = ADDRESS; document.body.append(a); a.click()"],
];
