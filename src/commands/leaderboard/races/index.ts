import { defineRaces } from '../../../race/define.js'

export default defineRaces({
  pattern: 'leaderboard',
  api: '',
  methods: [],
  settings: {},
  template: '',
  races: [],
})
