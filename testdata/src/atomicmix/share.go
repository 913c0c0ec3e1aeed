package atomicmix

import "sync/atomic"

type stock struct{ n atomic.Int64 }

func (s *stock) take(orders int64) { s.n.Store(s.n.Load() - orders/2) } // want `s.n is loaded, changed and stored in separate steps`
