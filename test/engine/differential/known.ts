/** Differences that stay: by group, each command that answers differently and the reason. */
export const known: Readonly<Record<string, Readonly<Record<string, string>>>> = {}
