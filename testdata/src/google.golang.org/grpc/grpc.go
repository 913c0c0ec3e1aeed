// Package grpc has the shapes of google.golang.org/grpc that the tests need.
package grpc

import "context"

type ServiceDesc struct{ ServiceName string }

type ServiceRegistrar interface {
	RegisterService(desc *ServiceDesc, impl any)
}

type ServerOption interface{}

type Server struct{}

func NewServer(opt ...ServerOption) *Server { return nil }

func (s *Server) RegisterService(sd *ServiceDesc, ss any) {}

type UnaryServerInfo struct{ FullMethod string }

type UnaryHandler func(ctx context.Context, req any) (any, error)

type UnaryServerInterceptor func(ctx context.Context, req any, info *UnaryServerInfo, handler UnaryHandler) (resp any, err error)

type StreamServerInfo struct{ FullMethod string }

type StreamHandler func(srv any, stream ServerStream) error

type ServerStream interface {
	SetTrailer(map[string][]string)
	Context() context.Context
	SendMsg(m any) error
	RecvMsg(m any) error
}

type ServerStreamingServer[Res any] interface {
	Send(*Res) error
	ServerStream
}

type DialOption interface{}

type ClientConn struct{}

func NewClient(target string, opts ...DialOption) (conn *ClientConn, err error) { return nil, nil }

func (cc *ClientConn) Close() error { return nil }

func (cc *ClientConn) Invoke(ctx context.Context, method string, args, reply any) error { return nil }
