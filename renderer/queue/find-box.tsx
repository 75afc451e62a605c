import { Search, X } from 'lucide-react';
import { useRef } from 'react';
import { say } from '../../shared/language/say.ts';
import { useWindow } from '../store/store.ts';
import { setFind } from '../store/view-actions.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { withShortcut } from '../ui/shortcut-words.ts';
import './find-box.css';

/** Narrows the list to names and folders that contain a text. Escape clears it. */
export function FindBox() {
  const find = useWindow((state) => state.list.view.find);
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="find-box">
      <Search size={16} strokeWidth={1.5} aria-hidden="true" />
      <input
        ref={input}
        id="find"
        className="find-input"
        type="text"
        placeholder={say('Find')}
        aria-label={say('Find by name')}
        title={withShortcut(say('Find by name'), { key: 'F' })}
        spellCheck={false}
        value={find}
        onChange={(event) => setFind(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          if (find === '') event.currentTarget.blur();
          else setFind('');
        }}
      />
      {find === '' ? null : (
        <IconButton
          name={say('Clear the search')}
          title={say('Clear the search')}
          icon={<X size={16} strokeWidth={1.5} />}
          onPress={() => {
            setFind('');
            input.current?.focus();
          }}
        />
      )}
    </div>
  );
}
