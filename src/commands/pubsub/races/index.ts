import { defineRaces } from '../../../race/define.js'

export default defineRaces({
  pattern: 'pubsub',
  api: '',
  methods: [],
  settings: {},
  template: '',
  races: [],
})
