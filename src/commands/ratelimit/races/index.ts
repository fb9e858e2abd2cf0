import { defineRaces } from '../../../race/define.js'

export default defineRaces({
  pattern: 'ratelimit',
  api: '',
  methods: [],
  settings: {},
  template: '',
  races: [],
})
