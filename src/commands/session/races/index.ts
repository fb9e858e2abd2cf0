import { defineRaces } from '../../../race/define.js'

export default defineRaces({
  pattern: 'session',
  api: '',
  methods: [],
  settings: {},
  template: '',
  races: [],
})
