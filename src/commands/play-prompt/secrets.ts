const SECRETS = /^(AUTH|HELLO|ACL SETUSER|MIGRATE|CONFIG SET (\S+ )*\S*(pass|auth)\S*)(\s|$)/i

/** Does a line hold a password? */
export function isSecret(line: string): boolean {
  const words = line
    .trim()
    .replace(/^\S*> +/, '')
    .replace(/^\.client\s+\S+\s+/, '')
  return SECRETS.test(words.replaceAll(/\s+/g, ' '))
}
