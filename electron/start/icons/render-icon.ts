import type { ElectronApplication } from 'playwright-core';
import type { IconPicture } from './icon-picture.ts';

/** Draws an SVG at that size in a window of a running Electron. `share` of the side is drawn on, the rest is left clear around it. */
export async function renderIcon(app: ElectronApplication, svg: string, sizePixels: number, share = 1): Promise<IconPicture> {
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  const script = `new Promise((resolve, reject) => {
    const image = new Image();
    image.onerror = () => reject(new Error('The picture cannot be drawn.'));
    image.onload = () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: ${sizePixels}, height: ${sizePixels} });
      const side = Math.round(${sizePixels * share});
      const margin = (${sizePixels} - side) / 2;
      canvas.getContext('2d').drawImage(image, margin, margin, side, side);
      resolve(canvas.toDataURL('image/png'));
    };
    image.src = ${JSON.stringify(source)};
  })`;
  const address = await app.evaluate(async ({ BrowserWindow }, drawing): Promise<unknown> => {
    const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
    try {
      await window.loadURL('data:text/html,<title>Gantry</title>');
      return await window.webContents.executeJavaScript(drawing);
    } finally {
      window.destroy();
    }
  }, script);
  return { sizePixels, png: Buffer.from(String(address).split(',')[1] ?? '', 'base64') };
}
