// The peer: tus-js-client as its manual shows it for files on a disk. Plain JavaScript, so that it pays for no compiler.
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Upload } from 'tus-js-client';

const [endpoint, path, parallel, withCreation] = process.argv.slice(2);
const paths = statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path];

function upload(filePath) {
  return new Promise((resolve, reject) => {
    new Upload(createReadStream(filePath), {
      endpoint,
      metadata: { filename: basename(filePath) },
      uploadDataDuringCreation: withCreation === 'with-creation',
      onSuccess: resolve,
      onError: reject,
    }).start();
  });
}

async function lane() {
  for (let next = paths.pop(); next !== undefined; next = paths.pop()) await upload(next);
}

await Promise.all(Array.from({ length: Number(parallel) }, lane));
