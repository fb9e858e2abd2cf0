export { type Cluster, startCluster } from './cluster.js'
export { type RealServer, redisServerPath, startRealServer } from './real-server.js'
