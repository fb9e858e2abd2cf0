import { defineRaces } from '../../../race/define.js'

export default defineRaces({
  pattern: 'cache',
  api: '',
  methods: [],
  settings: {},
  template: '',
  races: [],
})
