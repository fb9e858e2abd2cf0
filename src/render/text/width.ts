import { eastAsianWidth } from 'get-east-asian-width'

const ASCII = /^[ -~]*$/

/**
 * What a terminal draws as one: a flag, or a character with its marks, skin tone and joined emoji.
 * `Intl.Segmenter` knows more, but its first use takes 12 ms.
 */
const CLUSTER =
  /[\u{1F1E6}-\u{1F1FF}]{2}|.(?:[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff\p{Emoji_Modifier}]|(?<=\u200d)\p{Extended_Pictographic})*/gsu
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u
const SHOWN_AS_EMOJI = /^[\u{1F1E6}-\u{1F1FF}]{2}|^\p{Emoji}\ufe0f/u

export function clusters(text: string): string[] {
  return ASCII.test(text) ? [...text] : (text.match(CLUSTER) ?? [])
}

/** Columns that a line of text takes on a terminal. */
export function textWidth(text: string): number {
  if (ASCII.test(text)) return text.length
  return clusters(text).reduce((sum, cluster) => sum + clusterWidth(cluster), 0)
}

/** The width of the widest; 0 when there is none. Spreading into `Math.max` would end at some 100,000. */
export function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, textWidth(text)), 0)
}

export function clusterWidth(cluster: string): number {
  if (NO_WIDTH.test(cluster)) return 0
  if (SHOWN_AS_EMOJI.test(cluster)) return 2
  return eastAsianWidth(cluster.codePointAt(0) ?? 0)
}
