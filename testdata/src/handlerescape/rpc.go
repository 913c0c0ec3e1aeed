package handlerescape

import (
	"context"

	"github.com/cloudwego/kitex/pkg/endpoint"
	"github.com/cloudwego/kitex/pkg/rpcinfo"
	kitexserver "github.com/cloudwego/kitex/server"
	"google.golang.org/grpc"
)

type request struct{ ID int }

type reply struct{}

// What protoc generates.

type unaryServer interface {
	Store(context.Context, *request) (*reply, error)
	Load(context.Context, *request) (*reply, error)
	Watch(*request, grpc.ServerStreamingServer[reply]) error
}

type UnimplementedUnaryServer struct{}

func (UnimplementedUnaryServer) Store(context.Context, *request) (*reply, error) { return nil, nil }
func (UnimplementedUnaryServer) Load(context.Context, *request) (*reply, error)  { return nil, nil }
func (UnimplementedUnaryServer) Watch(*request, grpc.ServerStreamingServer[reply]) error {
	return nil
}

func RegisterUnaryServer(s grpc.ServiceRegistrar, srv unaryServer) {}

type embeds struct{ UnimplementedUnaryServer }

func (embeds) Store(ctx context.Context, req *request) (*reply, error) {
	go save(ctx, job{ID: req.ID}) // want `ctx is cancelled when the handler returns, so save fails; use context.WithoutCancel`
	return &reply{}, nil
}

func (embeds) Load(ctx context.Context, req *request) (*reply, error) {
	ctx = context.WithoutCancel(ctx)
	go save(ctx, job{ID: req.ID})
	return &reply{}, nil
}

func (embeds) Watch(req *request, stream grpc.ServerStreamingServer[reply]) error {
	go func() {
		stream.Send(&reply{}) // want `stream is used after the handler has returned`
	}()
	return nil
}

type registered struct{}

func (*registered) Store(ctx context.Context, req *request) (*reply, error) {
	go func() {
		save(ctx, job{ID: req.ID}) // want `ctx is cancelled when the handler returns, so save fails`
	}()
	return &reply{}, nil
}

func (*registered) Load(ctx context.Context, req *request) (*reply, error) { return nil, nil }

func (*registered) Watch(req *request, stream grpc.ServerStreamingServer[reply]) error {
	done := make(chan error, 1)
	go func() { done <- stream.Send(&reply{}) }()
	return <-done
}

// Nobody registers it.
type client struct{}

func (*client) Store(ctx context.Context, req *request) (*reply, error) {
	go save(ctx, job{ID: req.ID})
	return &reply{}, nil
}

func start(s *grpc.Server) { RegisterUnaryServer(s, &registered{}) }

// What kitex generates.

type noteService interface {
	Note(ctx context.Context, req *request) (*reply, error)
}

func NewServer(handler noteService, opts ...kitexserver.Option) kitexserver.Server { return nil }

type notes struct{}

func (notes) Note(ctx context.Context, req *request) (*reply, error) {
	go func() {
		save(ctx, job{ID: req.ID}) // want `kitex reuses what ctx holds when the handler returns, so save sees another call; use rpcinfo.FreezeRPCInfo`
	}()
	frozen := rpcinfo.FreezeRPCInfo(ctx)
	go func() { save(frozen, job{}) }()
	return &reply{}, nil
}

func serve() error { return NewServer(notes{}).Run() }

func middleware(next endpoint.Endpoint) endpoint.Endpoint {
	return func(ctx context.Context, req, resp interface{}) error {
		err := next(ctx, req, resp)
		go func() {
			save(ctx, job{}) // want `kitex reuses what ctx holds`
		}()
		return err
	}
}

func endsWithCall(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	done := make(chan struct{})
	defer close(done)
	go func() {
		select {
		case <-ctx.Done():
		case <-done:
		}
	}()
	return handler(ctx, req)
}

type relayed struct {
	UnimplementedUnaryServer
	replies chan *reply
}

// The goroutine ends with the stream.
func (r *relayed) Watch(req *request, stream grpc.ServerStreamingServer[reply]) error {
	done := stream.Context().Done()
	go func() {
		for {
			select {
			case <-done:
				return
			case next := <-r.replies:
				stream.Send(next)
			}
		}
	}()
	return nil
}

type unbound struct {
	UnimplementedUnaryServer
	replies chan *reply
	quit    chan struct{}
}

func (u *unbound) Watch(req *request, stream grpc.ServerStreamingServer[reply]) error {
	go func() {
		for {
			select {
			case <-u.quit:
				return
			case next := <-u.replies:
				stream.Send(next) // want `stream is used after the handler has returned`
			}
		}
	}()
	return nil
}
