package maprace

import "sync"

// Every writer holds topics for reading, and the goroutine got it for writing
// from who started it.
type Broker struct {
	topics  sync.RWMutex
	storeMu sync.RWMutex
	stored  map[string][]int
}

func newBroker() *Broker { return &Broker{stored: map[string][]int{}} }

func (b *Broker) Publish(topic string, n int) {
	b.topics.RLock()
	defer b.topics.RUnlock()
	b.storeMu.Lock()
	b.stored[topic] = append(b.stored[topic], n)
	b.storeMu.Unlock()
}

func (b *Broker) Subscribe(topic string, out func(int)) {
	b.topics.Lock()
	go func() {
		defer b.topics.Unlock()
		b.storeMu.RLock()
		all, ok := b.stored[topic]
		b.storeMu.RUnlock()
		if ok {
			for i := range all {
				out(b.stored[topic][i])
			}
		}
	}()
}

// The goroutine has topics for reading only, as the writers do.
type Relay struct {
	topics  sync.RWMutex
	storeMu sync.RWMutex
	stored  map[string][]int
}

func newRelay() *Relay { return &Relay{stored: map[string][]int{}} }

func (r *Relay) Publish(topic string, n int) {
	r.topics.RLock()
	defer r.topics.RUnlock()
	r.storeMu.Lock()
	r.stored[topic] = append(r.stored[topic], n)
	r.storeMu.Unlock()
}

func (r *Relay) Subscribe(topic string, out func(int)) {
	r.topics.RLock()
	go func() {
		defer r.topics.RUnlock()
		r.storeMu.RLock()
		all, ok := r.stored[topic]
		r.storeMu.RUnlock()
		if ok {
			for i := range all {
				out(r.stored[topic][i]) // want `map r.stored is read without Relay.storeMu, which guards it elsewhere`
			}
		}
	}()
}

// The callback of a removal runs with the lock of the shard.
type piece struct {
	mu       sync.Mutex
	hits     map[string]int
	onRemove func(key string)
}

type depot struct {
	pieces []*piece
	notify func(key string, hits int)
}

func newDepot(notify func(string, int)) *depot {
	c := &depot{notify: notify}
	onRemove := c.ignore
	if notify != nil {
		onRemove = c.removed
	}
	for range 4 {
		c.pieces = append(c.pieces, newPiece(onRemove))
	}
	return c
}

func newPiece(onRemove func(string)) *piece {
	return &piece{hits: map[string]int{}, onRemove: onRemove}
}

func (c *depot) ignore(string) {}

func (c *depot) removed(key string) {
	c.notify(key, c.pieces[len(key)%4].hitsOf(key))
}

func (p *piece) hitsOf(key string) int { return p.hits[key] }

func (p *piece) hit(key string) {
	p.mu.Lock()
	p.hits[key]++
	p.mu.Unlock()
}

func (p *piece) remove(key string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.onRemove(key)
	delete(p.hits, key)
}

// The goroutine that Subscribe leaves behind has the lock until it ends.
func subscribeAndPublish(out func(int)) {
	b := newBroker()
	b.Subscribe("a", out)
	b.Publish("a", 1)
}
