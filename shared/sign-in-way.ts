/** What a person can prove who they are with to an SSH server. */
export type SignInWay = 'key' | 'agent' | 'password';
