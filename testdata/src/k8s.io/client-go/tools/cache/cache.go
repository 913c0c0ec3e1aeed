package cache

type ResourceEventHandlerFuncs struct {
	AddFunc    func(obj interface{})
	UpdateFunc func(oldObj, newObj interface{})
	DeleteFunc func(obj interface{})
}

type DeletedFinalStateUnknown struct {
	Key string
	Obj interface{}
}

type SharedInformer interface {
	AddEventHandler(handler ResourceEventHandlerFuncs)
}
