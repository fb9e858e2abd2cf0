import type { Socket } from 'node:net'
import {
  computeSlotRange,
  createClusterCommands,
  createClusterPolicy,
  RedisClusterTopology,
  RedisPubSubBroker,
} from 'js-redis-server/core'
import { serve } from './connection.js'
import { createExecutor } from './executor.js'
import { type Listener, listenOnLoopback } from './loopback.js'
import { EmbeddedState } from './state.js'

const MASTERS = 3

/** A cluster of masters inside this process: it redirects, refuses keys of several slots, and shards messages. */
export interface EmbeddedCluster {
  /** Of its nodes, in the order of their slots. */
  readonly ports: readonly number[]
  /** Ends every connection and forgets all data. Safe to call twice. */
  close(): Promise<void>
}

export async function startEmbeddedCluster(): Promise<EmbeddedCluster> {
  const nodes: { answer(socket: Socket): void; state: EmbeddedState }[] = []
  // The nodes must know each other's ports before they answer.
  const listeners = await Promise.all(
    Array.from({ length: MASTERS }, (_, index) => listenOnLoopback((socket) => nodes[index]?.answer(socket))),
  )
  const topology = topologyOf(listeners)
  // One for all: a message reaches the listeners of every node.
  const pubsubBroker = new RedisPubSubBroker()
  for (const { id } of topology.nodes) {
    const state = new EmbeddedState({ databaseCount: 1, clusterTopology: topology, pubsubBroker })
    const executor = createExecutor({
      commands: createClusterCommands(id),
      policies: [createClusterPolicy({ localNodeId: id, topology })],
    })
    nodes.push({ state, answer: (socket) => serve(socket, state, executor) })
  }
  const close = async () => {
    for (const { state } of nodes) state.close()
    await Promise.all(listeners.map((listener) => listener.close()))
  }
  return { ports: listeners.map(({ port }) => port), close }
}

function topologyOf(listeners: readonly Listener[]): RedisClusterTopology {
  return new RedisClusterTopology(
    listeners.map(({ port }, index) => ({
      id: String(index).padStart(40, '0'),
      role: 'master',
      host: '127.0.0.1',
      port,
      slots: [computeSlotRange(index, MASTERS)],
    })),
  )
}
