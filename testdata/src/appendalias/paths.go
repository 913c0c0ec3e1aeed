package appendalias

import (
	"container/heap"
	"container/list"
	"io/fs"
	"iter"
	"path/filepath"
	"slices"
)

type state struct {
	node int
	path []int
	cost int
}

func breadthFirst(graph map[int][]int, from, to int) []int {
	queue := []state{{node: from}}
	for len(queue) > 0 {
		cur := queue[0]
		queue = queue[1:]
		if cur.node == to {
			return cur.path
		}
		for _, n := range graph[cur.node] {
			queue = append(queue, state{n, append(cur.path, n), 1}) // want `append to cur.path in a loop may overwrite the result of earlier iterations`
		}
	}
	return nil
}

func wholePaths(graph map[int][]int, from, to int) []int {
	queue := [][]int{{from}}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		last := path[len(path)-1]
		if last == to {
			return path
		}
		for _, n := range graph[last] {
			next := append(path, n) // want `append to path in a loop may overwrite`
			queue = append(queue, next)
		}
	}
	return nil
}

func pointers(graph map[int][]int, from int) (all [][]int) {
	queue := []*state{{node: from}}
	for len(queue) > 0 {
		cur := queue[0]
		queue = queue[1:]
		for _, n := range graph[cur.node] {
			next := &state{node: n, path: append(cur.path, n)} // want `append to cur.path in a loop may overwrite`
			queue = append(queue, next)
		}
		all = append(all, cur.path)
	}
	return all
}

func depthFirst[K comparable](graph map[K][]K, from K, visit func([]K)) {
	stack := [][]K{{from}}
	for len(stack) > 0 {
		path := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		visit(path)
		for _, n := range graph[path[len(path)-1]] {
			stack = append(stack, append(path, n)) // want `append to path in a loop may overwrite`
		}
	}
}

func levels(root *twig) (out [][]int) {
	type frame struct {
		n    *twig
		path []int
	}
	level := []frame{{n: root}}
	for len(level) > 0 {
		var next []frame
		for _, f := range level {
			for _, kid := range f.n.kids {
				next = append(next, frame{kid, append(f.path, kid.val)}) // want `append to f.path in a loop may overwrite`
			}
			if len(f.n.kids) == 0 {
				out = append(out, f.path)
			}
		}
		level = next
	}
	return out
}

func listed(graph map[int][]int, from int) (out [][]int) {
	q := list.New()
	q.PushBack([]int{from})
	for q.Len() > 0 {
		path := q.Remove(q.Front()).([]int)
		out = append(out, path)
		for _, n := range graph[path[len(path)-1]] {
			q.PushBack(append(path, n)) // want `append to path in a loop may overwrite`
		}
	}
	return out
}

type byCost []state

func (h byCost) Len() int           { return len(h) }
func (h byCost) Less(i, j int) bool { return h[i].cost < h[j].cost }
func (h byCost) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *byCost) Push(x any)        { *h = append(*h, x.(state)) }
func (h *byCost) Pop() any {
	last := len(*h) - 1
	x := (*h)[last]
	*h = (*h)[:last]
	return x
}

func cheapest(costs map[int]map[int]int, to int) []int {
	q := &byCost{{}}
	for q.Len() > 0 {
		cur := heap.Pop(q).(state)
		if cur.node == to {
			return cur.path
		}
		for n, cost := range costs[cur.node] {
			heap.Push(q, state{n, append(cur.path, n), cur.cost + cost}) // want `append to cur.path in a loop may overwrite`
		}
	}
	return nil
}

func routesTo(graph map[int][]int, from int) map[int][]int {
	paths := map[int][]int{from: {from}}
	work := []int{from}
	for len(work) > 0 {
		cur := work[0]
		work = work[1:]
		for _, n := range graph[cur] {
			if _, ok := paths[n]; !ok {
				paths[n] = append(paths[cur], n) // want `append to paths\[cur\] in a loop may overwrite`
				work = append(work, n)
			}
		}
	}
	return paths
}

func overFunction(names iter.Seq[string], prefix []string) (all [][]string) {
	for name := range names {
		all = append(all, append(prefix, name)) // want `append to prefix in a loop may overwrite`
	}
	return all
}

func walked(dir string, prefix []string) map[string][]string {
	all := make(map[string][]string)
	filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		all[path] = append(prefix, path) // want `append to prefix in a loop may overwrite`
		return err
	})
	return all
}

func forEach[E any](xs []E, f func(E)) {
	for _, x := range xs {
		f(x)
	}
}

func byCallback(c *invocation, names []string) (all [][]string) {
	forEach(names, func(name string) {
		all = append(all, append(c.args, name)) // want `append to c.args in a loop may overwrite`
	})
	return all
}

func newInvocation(common []string, arg string) *invocation {
	return &invocation{args: append(common, arg)}
}

func twoInvocations(common []string) (*invocation, *invocation) {
	a := newInvocation(common, "a")
	b := newInvocation(common, "b") // want `newInvocation appends to common again and may overwrite what the earlier call returned`
	return a, b
}

func eachInvocation(common, names []string) (all []*invocation) {
	for _, name := range names {
		all = append(all, newInvocation(common, name)) // want `newInvocation appends to common in each iteration and may overwrite what it returned before`
	}
	return all
}

func breadthFirstCopied(graph map[int][]int, from, to int) []int {
	queue := []state{{node: from}}
	for len(queue) > 0 {
		cur := queue[0]
		queue = queue[1:]
		if cur.node == to {
			return cur.path
		}
		for _, n := range graph[cur.node] {
			queue = append(queue, state{n, append(slices.Clone(cur.path), n), 1})
			path := make([]int, len(cur.path), len(cur.path)+1)
			copy(path, cur.path)
			queue = append(queue, state{n, append(path, n), 2})
		}
	}
	return nil
}

func wholePathsClipped(graph map[int][]int, from int) (all [][]int) {
	queue := [][]int{{from}}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		all = append(all, path)
		for _, n := range graph[path[len(path)-1]] {
			queue = append(queue, append(path[:len(path):len(path)], n))
		}
	}
	return all
}

// The other field of the queued states is what is read.
func nodesOnly(graph map[int][]int, from int) (nodes []int) {
	queue := []state{{node: from}}
	var path []int
	for len(queue) > 0 {
		cur := queue[0]
		queue = queue[1:]
		nodes = append(nodes, cur.node)
		for _, n := range graph[cur.node] {
			queue = append(queue, state{node: n})
			use(append(path, n))
		}
	}
	return nodes
}

func reached(graph map[int][]int, from int) (order []int) {
	work := []int{from}
	seen := map[int]bool{}
	for len(work) > 0 {
		n := work[0]
		work = work[1:]
		if !seen[n] {
			seen[n] = true
			order = append(order, n)
			work = append(work, graph[n]...)
		}
	}
	return order
}

func neighbours(edges [][2]int) map[int][]int {
	graph := make(map[int][]int)
	for _, e := range edges {
		graph[e[0]] = append(graph[e[0]], e[1])
		graph[e[1]] = append(graph[e[1]], e[0])
		graph[0] = append(graph[0], e[1])
	}
	return graph
}

func byOwner(files map[any][]string, names []string) {
	for _, name := range names {
		files[nil] = append(files[nil], name)
	}
}

func overFunctionCopied(names iter.Seq[string], prefix []string) (all [][]string, last []string) {
	for name := range names {
		all = append(all, append(slices.Clip(prefix), name))
		last = append(prefix, name)
	}
	return all, last
}

func growsOverFunction(names iter.Seq[string], prefix []string) (all [][]string) {
	for name := range names {
		prefix = append(prefix, name)
		all = append(all, prefix)
	}
	return all
}

func oneInvocation(common []string) *invocation {
	a := newInvocation(common, "a")
	use(a)
	return newInvocation(common, "b")
}

func (l logger) clonedFirst(attr string) logger {
	l.attrs = slices.Clone(l.attrs)
	l.attrs = append(l.attrs, attr)
	return l
}
