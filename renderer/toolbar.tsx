import { Pause, Play, RotateCw, Settings as SettingsIcon, Turtle } from 'lucide-react';
import { say } from '../shared/language/say.ts';
import { AddButtons } from './add/add-buttons.tsx';
import { DestinationMenu } from './destinations/destination-menu.tsx';
import { FindBox } from './queue/find-box.tsx';
import { controlAll, retryFailed } from './store/actions.ts';
import { canPauseAny, canResumeAny, canRetryAny } from './store/selectors.ts';
import { openSettings, switchSlowLimit } from './store/settings-actions.ts';
import { useWindow } from './store/store.ts';
import { Button } from './ui/button.tsx';
import { IconButton } from './ui/icon-button.tsx';
import { withShortcut } from './ui/shortcut-words.ts';
import './toolbar.css';

/** The top of the window: where new files go, adding, and what acts on everything. */
export function Toolbar({ isEmpty }: { readonly isEmpty: boolean }) {
  const canPause = useWindow(canPauseAny);
  const canResume = useWindow(canResumeAny);
  const canRetry = useWindow(canRetryAny);
  const isSlow = useWindow((state) => state.settings?.settings.bandwidth.isTurtleOn ?? false);
  return (
    <header className="toolbar">
      <DestinationMenu />
      <div className="toolbar-space" />
      {isEmpty ? null : (
        <>
          <AddButtons look="plain" />
          <div className="toolbar-line" />
        </>
      )}
      <Button
        label={say('Pause all')}
        icon={<Pause size={16} strokeWidth={1.5} />}
        title={withShortcut(say('Pause all'), { key: 'P', isShifted: true })}
        isCollapsible
        isDisabled={!canPause}
        onPress={() => controlAll('pause')}
      />
      <Button
        label={say('Resume all')}
        icon={<Play size={16} strokeWidth={1.5} />}
        title={withShortcut(say('Resume all'), { key: 'R', isShifted: true })}
        isCollapsible
        isDisabled={!canResume}
        onPress={() => controlAll('resume')}
      />
      <Button
        label={say('Retry failed')}
        icon={<RotateCw size={16} strokeWidth={1.5} />}
        title={withShortcut(say('Retry failed'), { key: 'E', isShifted: true })}
        isCollapsible
        isDisabled={!canRetry}
        onPress={() => retryFailed(null)}
      />
      {isEmpty ? null : <FindBox />}
      <IconButton
        name={say('Slow limit')}
        title={withShortcut(say(isSlow ? 'Slow limit is on' : 'Slow limit'), { key: 'L', isShifted: true })}
        icon={<Turtle size={16} strokeWidth={1.5} />}
        isPressed={isSlow}
        onPress={() => switchSlowLimit(!isSlow)}
      />
      <IconButton
        name={say('Settings')}
        title={withShortcut(say('Settings'), { key: ',' })}
        icon={<SettingsIcon size={16} strokeWidth={1.5} />}
        onPress={() => openSettings()}
      />
    </header>
  );
}
