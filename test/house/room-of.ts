/** The names of the house's rooms; `protocol:tus` and `feature:queue` stand for one protocol and one thing that a person sees. */
export function roomOf(path: string): string {
  for (const [pattern, room] of rooms) {
    const match = pattern.exec(path);
    if (match !== null) return room.replace('*', match[1] ?? '');
  }
  return 'top';
}

/** The first that matches counts. */
const rooms: readonly (readonly [RegExp, string])[] = [
  [/^shared\//, 'shared'],
  [/^electron\/engine\/protocols\/protocol\.ts$/, 'protocol-interface'],
  [/^electron\/engine\/protocols\/transport\//, 'transport'],
  [/^electron\/engine\/protocols\/([^/]+)\//, 'protocol:*'],
  [/^electron\/engine\/protocols\//, 'protocol-registry'],
  [/^electron\/engine\/errors\//, 'errors'],
  [/^electron\/engine\/source\//, 'source'],
  [/^electron\/engine\/ports\.ts$/, 'ports'],
  [/^electron\/engine\/retry\/retry-after\.ts$/, 'retry-after'],
  // The window into the queue for those who only look.
  [/^electron\/engine\/storage\/queue-reader\.ts$/, 'queue-reader'],
  [/^electron\/engine\/storage\//, 'storage'],
  [/^electron\/engine\/engine\.ts$/, 'engine-interface'],
  [/^electron\/engine\//, 'engine'],
  [/^electron\/requests\//, 'requests'],
  [/^electron\/local-socket\//, 'local-socket'],
  [/^electron\/receiver\//, 'receiver'],
  [/^electron\/host\//, 'host'],
  [/^electron\/(?:desktop\/|main\.ts$)/, 'desktop'],
  [/^electron\/(?:terminal\/|cli\.ts$)/, 'terminal'],
  [/^electron\/entry\.ts$/, 'entry'],
  [/^electron\/preload\.ts$/, 'preload'],
  [/^electron\/start\//, 'start'],
  [/^renderer\/store\//, 'store'],
  [/^renderer\/ui\//, 'ui'],
  [/^renderer\/([^/]+)\//, 'feature:*'],
  [/^renderer\//, 'renderer'],
  [/^test\//, 'test'],
];
