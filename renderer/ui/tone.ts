/** What a colour says; always together with an icon and words. */
export type Tone = 'moving' | 'waiting' | 'needs-person' | 'failed' | 'done' | 'idle';
