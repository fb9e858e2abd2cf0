import { defineRaces } from '../../../race/define.js'

export default defineRaces({
  pattern: 'queue',
  api: '',
  methods: [],
  settings: {},
  template: '',
  races: [],
})
