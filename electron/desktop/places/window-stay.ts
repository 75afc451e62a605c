import type { Settings } from '../../../shared/settings.ts';
import type { Clock } from '../../engine/ports.ts';
import type { Note } from './note.ts';
import { noTrayNote, trayNote } from './note-words.ts';

/** A panel comes up with the session that opens Gantry, and may be later than it. */
const panelMs = 10_000;

export interface WindowStayOptions {
  readonly platform: NodeJS.Platform;
  readonly settings: { current(): Pick<Settings, 'app'> };
  readonly clock: Clock;
  isTrayThere(): boolean;
  hasWindow(): boolean;
  showWindow(): void;
  /** Answers whether it was shown. */
  tell(note: Note): boolean;
  /** What was told once, and is not told again. */
  readonly told: { wasTold(): boolean; note(): void };
}

export interface WindowStay {
  /** The last window was closed: whether Gantry goes on without one. Says so the first time. */
  goesOn(): boolean;
  /** The system opened Gantry at login. */
  startAtLogin(): void;
  /** The tray came or went. */
  trayChanged(): void;
  close(): void;
}

/** Decides when Gantry may be there without a window: only where there is a way back to it. */
export function createWindowStay(options: WindowStayOptions): WindowStay {
  const { platform, settings, clock, isTrayThere, hasWindow, showWindow, tell, told } = options;
  // On macOS the icon in the dock is always there.
  const hasWayBack = (): boolean => platform === 'darwin' || isTrayThere();
  let cancelTimer: (() => void) | null = null;
  let isAlone = false;

  const tellOnce = (note: Note): void => {
    if (!told.wasTold() && tell(note)) told.note();
  };
  return {
    goesOn() {
      if (platform === 'darwin') return true;
      if (!settings.current().app.closeToTray) return false;
      tellOnce(isTrayThere() ? trayNote() : noTrayNote());
      isAlone = isTrayThere();
      return isAlone;
    },
    startAtLogin() {
      if (!settings.current().app.startHidden) {
        showWindow();
        return;
      }
      isAlone = true;
      if (hasWayBack()) return;
      cancelTimer = clock.setTimer(() => {
        cancelTimer = null;
        if (!hasWayBack() && !hasWindow()) showWindow();
      }, panelMs);
    },
    trayChanged() {
      // The panel ended, and with it the way back. At login it may not have come yet.
      if (isAlone && cancelTimer === null && !hasWayBack() && !hasWindow()) showWindow();
    },
    close() {
      cancelTimer?.();
      cancelTimer = null;
    },
  };
}
