import { Forward } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { say } from '../../shared/language/say.ts';
import type { BatchProgress } from '../../shared/progress.ts';
import { destinationTitle } from '../../shared/text/destination-title.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { moveBatch } from '../store/destination-actions.ts';
import { useWindow } from '../store/store.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { kindIcon } from '../ui/kind-icon.ts';
import { Menu } from '../ui/menu.tsx';

/** Sends what of a batch has not arrived to another destination. */
export function SendElsewhere({ batch }: { readonly batch: BatchProgress }) {
  const destinations = useWindow((state) => state.destinations);
  const [at, setAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const element = useRef<HTMLDivElement>(null);
  const close = useCallback(() => setAt(null), []);
  const others = (destinations ?? []).filter(({ destinationId }) => destinationId !== batch.destinationId);
  if (others.length === 0) return null;
  const items = others.map((destination) => {
    const { destinationId, name } = destination;
    const Icon = kindIcon(destination);
    return {
      key: destinationId,
      label: visibleText(destinationTitle(name)),
      icon: <Icon size={16} strokeWidth={1.5} />,
      onChoose: () => moveBatch(batch.batchId, destinationId),
    };
  });
  return (
    <div ref={element}>
      <IconButton
        name={say('Send batch {name} elsewhere', { name: batch.name })}
        title={say('Send what is left to another destination')}
        icon={<Forward size={16} strokeWidth={1.5} />}
        onPress={() => {
          const box = element.current?.getBoundingClientRect();
          if (box !== undefined) setAt({ x: box.left, y: box.bottom + 4 });
        }}
      />
      {at === null ? null : <Menu name={say('Send batch {name} to', { name: batch.name })} items={items} at={at} onClose={close} />}
    </div>
  );
}
