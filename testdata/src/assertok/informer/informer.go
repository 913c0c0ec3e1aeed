package informer

import "k8s.io/client-go/tools/cache"

type pod struct{ name string }

type controller struct{ queue []string }

func (c *controller) watch(inf cache.SharedInformer) {
	inf.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    func(obj interface{}) { c.queue = append(c.queue, obj.(*pod).name) },
		DeleteFunc: func(obj interface{}) { c.queue = append(c.queue, obj.(*pod).name) }, // want `a deleted object may arrive as a cache.DeletedFinalStateUnknown`
	})
	inf.AddEventHandler(cache.ResourceEventHandlerFuncs{AddFunc: c.added, DeleteFunc: c.deleted})
	inf.AddEventHandler(cache.ResourceEventHandlerFuncs{DeleteFunc: c.unwraps})
}

func (c *controller) added(obj interface{}) { c.queue = append(c.queue, obj.(*pod).name) }

func (c *controller) deleted(obj interface{}) {
	p := obj.(*pod) // want `a deleted object may arrive as a cache.DeletedFinalStateUnknown`
	c.queue = append(c.queue, p.name)
}

func (c *controller) unwraps(obj interface{}) {
	if t, ok := obj.(cache.DeletedFinalStateUnknown); ok {
		obj = t.Obj
	}
	if p, ok := obj.(*pod); ok {
		c.queue = append(c.queue, p.name)
	}
}
