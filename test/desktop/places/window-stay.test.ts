import { expect, test } from 'vitest';
import { createWindowStay } from '../../../electron/desktop/places/window-stay.ts';
import { defaultSettings } from '../../../shared/default-settings.ts';
import type { AppSettings } from '../../../shared/settings.ts';
import { createHandClock } from '../../host/hand-clock.ts';

function setUp(change: Partial<AppSettings> = {}, platform: NodeJS.Platform = 'linux') {
  const clock = createHandClock();
  const seen: string[] = [];
  const state = { isTrayThere: true, hasWindow: false, wasTold: false, canTell: true };
  const stay = createWindowStay({
    platform,
    clock,
    settings: { current: () => ({ app: { ...defaultSettings.app, ...change } }) },
    isTrayThere: () => state.isTrayThere,
    hasWindow: () => state.hasWindow,
    showWindow() {
      seen.push('window');
      state.hasWindow = true;
    },
    tell({ title }) {
      if (state.canTell) seen.push(title);
      return state.canTell;
    },
    told: {
      wasTold: () => state.wasTold,
      note() {
        state.wasTold = true;
      },
    },
  });
  return { clock, seen, state, stay };
}

test('with a tray Gantry goes on without its window, and says so the first time', () => {
  const { stay, seen, state } = setUp();
  state.canTell = false;
  expect(stay.goesOn()).toBe(true);
  state.canTell = true;
  expect([stay.goesOn(), stay.goesOn()]).toEqual([true, true]);
  expect(seen).toEqual(['Gantry goes on in the tray']);
});

test('without a tray, or where it is not wanted, the last window ends Gantry', () => {
  const { stay, seen, state } = setUp();
  state.isTrayThere = false;
  expect([stay.goesOn(), stay.goesOn()]).toEqual([false, false]);
  expect(seen).toEqual(['Gantry has quit']);
  const unwanted = setUp({ closeToTray: false });
  expect(unwanted.stay.goesOn()).toBe(false);
  expect(unwanted.seen).toEqual([]);
  const mac = setUp({ closeToTray: false }, 'darwin');
  expect([mac.stay.goesOn(), mac.seen]).toEqual([true, []]);
});

test('a tray that goes away while it is the only way back brings the window', () => {
  const { stay, seen, state } = setUp();
  state.isTrayThere = false;
  stay.trayChanged();
  expect(seen).toEqual([]);
  state.isTrayThere = true;
  state.wasTold = true;
  stay.goesOn();
  stay.trayChanged();
  state.isTrayThere = false;
  stay.trayChanged();
  stay.trayChanged();
  expect(seen).toEqual(['window']);
});

test('at login the window stays away, unless no panel comes within ten seconds', () => {
  const hidden = setUp();
  hidden.stay.startAtLogin();
  hidden.clock.advance(60_000);
  expect(hidden.seen).toEqual([]);
  const late = setUp();
  late.state.isTrayThere = false;
  late.stay.startAtLogin();
  late.stay.trayChanged();
  late.clock.advance(9_000);
  late.state.isTrayThere = true;
  late.stay.trayChanged();
  late.clock.advance(60_000);
  expect(late.seen).toEqual([]);
  const never = setUp();
  never.state.isTrayThere = false;
  never.stay.startAtLogin();
  never.clock.advance(10_000);
  expect(never.seen).toEqual(['window']);
  const unwanted = setUp({ startHidden: false });
  unwanted.stay.startAtLogin();
  expect(unwanted.seen).toEqual(['window']);
});
