import { defineRaces } from '../../../race/define.js'

export default defineRaces({
  pattern: 'stream',
  api: '',
  methods: [],
  settings: {},
  template: '',
  races: [],
})
