import type { Fix } from '../../../lessons/lesson.js'
import type { Outcome } from '../outcome.js'
import type { Classroom } from '../room.js'
import { WORDS } from '../words.js'
import { FixLoop } from './loop.js'

const USUAL_FOLDER = 'playground'

/** Writes the file into the learner's folder and watches it. Nothing is written where nobody has said yes. */
export async function takeFix(fix: Fix, room: Classroom): Promise<Outcome> {
  const { page, learner, bench } = room
  const folder = room.files === '' ? await folderFor(fix, room) : room.files
  if (folder === null) return 'skipped'
  const prompt = learner.openPrompt({
    complete: (line) => Promise.resolve([WORDS.filter((word) => word.startsWith(line)), line]),
    hint: () => '',
  })
  try {
    return await new FixLoop(fix, folder, bench, page).run(prompt, learner.leads, room.io.onUncaught)
  } finally {
    prompt.close()
  }
}

async function folderFor({ file }: Fix, { page, learner }: Classroom): Promise<string | null> {
  if (!learner.leads) {
    await page.say(`This is done in ${file}: --files names the folder for it.`)
    return null
  }
  await page.say(`This is done in a file, ${file}, which is run each time that you save it.`)
  return learner.choose('Now?', [
    { name: `write it into the folder ${USUAL_FOLDER}`, value: USUAL_FOLDER },
    // The prompt would begin at a value that is undefined.
    { name: 'go on without', value: null },
  ])
}
