import { FilePlus, FolderPlus } from 'lucide-react';
import { say } from '../../shared/language/say.ts';
import { chooseAndAdd } from '../store/add-actions.ts';
import { Button } from '../ui/button.tsx';
import { withShortcut } from '../ui/shortcut-words.ts';

/** The two ways to add by a dialog. They stand in the toolbar, or in the middle of a window that has no files yet; never twice. */
export function AddButtons({ look }: { readonly look: 'plain' | 'outlined' }) {
  return (
    <>
      <Button
        look={look === 'plain' ? 'plain' : 'primary'}
        label={say('Add files')}
        title={withShortcut(say('Add files'), { key: 'O' })}
        icon={<FilePlus size={16} strokeWidth={1.5} />}
        onPress={() => chooseAndAdd('chooseFiles')}
      />
      <Button
        look={look}
        label={say('Add folder')}
        title={withShortcut(say('Add folder'), { key: 'O', isShifted: true })}
        icon={<FolderPlus size={16} strokeWidth={1.5} />}
        onPress={() => chooseAndAdd('chooseFolder')}
      />
    </>
  );
}
