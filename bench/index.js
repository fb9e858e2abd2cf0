// Every measurement, one after the other. Exits 1 when one of them is over its budget.
await import('./startup.js')
await import('./leaderboard.js')
