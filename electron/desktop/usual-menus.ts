import type { MenuItemConstructorOptions } from 'electron';
import { say } from '../../shared/language/say.ts';

/** The menus that every app has. Electron does what is in them, but names it in English alone. */
const separator: MenuItemConstructorOptions = { type: 'separator' };

/** The first one on macOS; `name`: the app's. */
export function macAppMenu(name: string): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    label: name,
    submenu: [
      { role: 'about', label: say('About {name}', { name }) },
      separator,
      { role: 'services', label: say('Services') },
      separator,
      { role: 'hide', label: say('Hide {name}', { name }) },
      { role: 'hideOthers', label: say('Hide Others') },
      { role: 'unhide', label: say('Show All') },
      separator,
      { role: 'quit', label: say('Quit {name}', { name }) },
    ],
  };
}

export function editMenu(platform: NodeJS.Platform): MenuItemConstructorOptions {
  const remove: MenuItemConstructorOptions = { role: 'delete', label: say('Delete') };
  const selectAll: MenuItemConstructorOptions = { role: 'selectAll', label: say('Select All') };
  return {
    role: 'editMenu',
    label: say('Edit'),
    submenu: [
      { role: 'undo', label: say('Undo') },
      { role: 'redo', label: say('Redo') },
      separator,
      { role: 'cut', label: say('Cut') },
      { role: 'copy', label: say('Copy') },
      { role: 'paste', label: say('Paste') },
      ...(platform === 'darwin' ? macEditing(remove, selectAll) : [remove, separator, selectAll]),
    ],
  };
}

function macEditing(remove: MenuItemConstructorOptions, selectAll: MenuItemConstructorOptions): readonly MenuItemConstructorOptions[] {
  return [
    { role: 'pasteAndMatchStyle', label: say('Paste and Match Style') },
    remove,
    selectAll,
    separator,
    {
      label: say('Substitutions'),
      submenu: [
        { role: 'showSubstitutions', label: say('Show Substitutions') },
        separator,
        { role: 'toggleSmartQuotes', label: say('Smart Quotes') },
        { role: 'toggleSmartDashes', label: say('Smart Dashes') },
        { role: 'toggleTextReplacement', label: say('Text Replacement') },
      ],
    },
    {
      label: say('Speech'),
      submenu: [
        { role: 'startSpeaking', label: say('Start Speaking') },
        { role: 'stopSpeaking', label: say('Stop Speaking') },
      ],
    },
  ];
}

export function windowMenu(platform: NodeJS.Platform): MenuItemConstructorOptions {
  return {
    role: 'windowMenu',
    label: say('Window'),
    submenu: [
      { role: 'minimize', label: say('Minimize') },
      { role: 'zoom', label: say('Zoom') },
      ...(platform === 'darwin'
        ? [separator, { role: 'front', label: say('Bring All to Front') } as const]
        : [{ role: 'close', label: say('Close') } as const]),
    ],
  };
}
