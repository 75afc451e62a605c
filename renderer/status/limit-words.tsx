import { say } from '../../shared/language/say.ts';
import { limitNow } from '../../shared/limit-now.ts';
import { localTimeOf } from '../../shared/local-time.ts';
import { formatSpeed } from '../../shared/text/format-speed.ts';
import { isSlowed } from '../store/selectors.ts';
import { openSettings } from '../store/settings-actions.ts';
import { useWindow } from '../store/store.ts';
import { useNow } from '../ui/use-now.ts';

/** The limit that counts now; leads to where it is set. */
export function LimitWords() {
  const bandwidth = useWindow((state) => state.settings?.settings.bandwidth ?? null);
  const now = useNow(bandwidth?.isTimetableOn === true ? 'minute' : 'never');
  const isSlow = useWindow(isSlowed);
  if (bandwidth === null) return null;
  const { bytesPerSecond } = limitNow(bandwidth, localTimeOf(now), isSlow);
  const words = bytesPerSecond === null ? say('No limit') : say('Limit {speed}', { speed: formatSpeed(bytesPerSecond) });
  return (
    <button type="button" className="limit-words" title={say('Change the limit')} onClick={() => openSettings('bandwidth')}>
      {words}
    </button>
  );
}
