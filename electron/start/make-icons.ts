import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endWithMessage } from './end-with-message.ts';
import { icnsOf, icnsSizes } from './icons/icns-of.ts';
import { icoOf } from './icons/ico-of.ts';
import { renderIcon } from './icons/render-icon.ts';
import { launchApp } from './launch-app.ts';
import { projectFolder } from './project-folder.ts';

// By hand, after icon.svg was changed: every other icon file is made from it, and kept beside it.
const folder = join(projectFolder, 'electron', 'build-resources');
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];
const windowsSizes = [16, 20, 24, 32, 40, 48, 64, 128, 256];
/** Apple's grid for icons leaves a margin around the tile: 824 of 1024 pixels are drawn on. */
const macShare = 824 / 1024;

async function makeIcons(): Promise<void> {
  const svg = await readFile(join(folder, 'icon.svg'), 'utf8');
  const workFolder = await mkdtemp(join(tmpdir(), 'gantry-icons-'));
  const { app, close } = await launchApp({ dataFolder: join(workFolder, 'data'), receiveFolder: join(workFolder, 'received') });
  try {
    const render = async (sizes: readonly number[], share = 1) => {
      const pictures = [];
      for (const size of sizes) pictures.push(await renderIcon(app, svg, size, share));
      return pictures;
    };
    await mkdir(join(folder, 'icons'), { recursive: true });
    for (const { sizePixels, png } of await render(linuxSizes)) {
      await writeFile(join(folder, 'icons', `${sizePixels}x${sizePixels}.png`), png);
    }
    await writeFile(join(folder, 'icon.ico'), icoOf(await render(windowsSizes)));
    await writeFile(join(folder, 'icon.icns'), icnsOf(await render(icnsSizes, macShare)));
  } finally {
    await close();
    await rm(workFolder, { recursive: true, force: true });
  }
}

await makeIcons().catch(endWithMessage);
