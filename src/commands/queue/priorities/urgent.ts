import type { Payment } from '../payments.js'

export const URGENT: Payment = { order: 'urgent', customer: 'hedy', amount: 90 }
export const PRIORITY = 10
