/** What a colour says; always together with an icon or a sign, and with words. */
export type Tone = 'moving' | 'waiting' | 'paused' | 'needs-person' | 'failed' | 'done' | 'idle';
