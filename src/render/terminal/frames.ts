/** The lines of a frame, by cli-table3's names. Only the head is ruled off: rows stay calm. */
export const FRAMES = {
  unicode: frame('╭┬╮', '├┼┤', '╰┴╯', '─', '│'),
  ascii: frame('+++', '+++', '+++', '-', '|'),
}

function frame(top: string, mid: string, bottom: string, line: string, side: string) {
  return {
    'top-left': top.charAt(0),
    'top-mid': top.charAt(1),
    'top-right': top.charAt(2),
    top: line,
    'left-mid': mid.charAt(0),
    'mid-mid': mid.charAt(1),
    'right-mid': mid.charAt(2),
    mid: line,
    'bottom-left': bottom.charAt(0),
    'bottom-mid': bottom.charAt(1),
    'bottom-right': bottom.charAt(2),
    bottom: line,
    left: side,
    middle: side,
    right: side,
  }
}
