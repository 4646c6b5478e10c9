using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A part of a network: its parameters, buffers and parts of its own.</summary>
        public partial class Module : IDisposable
        {
            protected OrderedDict<string, Module> _internal_submodules = new();
            protected OrderedDict<string, (Tensor, bool)> _internal_buffers = new();
            protected OrderedDict<string, Parameter> _internal_params = new();
            protected string name;
            private bool registered;
            private bool disposed;

            protected Module(string name) => this.name = name;

            public virtual bool training { get; private set; } = true;

            public virtual string GetName() => name;

            internal OrderedDict<string, Module> Children => _internal_submodules;

            /// <summary>Registers the modules, parameters and buffers that the fields of this object hold. Call it at the
            /// end of a constructor.</summary>
            protected virtual void RegisterComponents()
            {
                if (registered)
                    return;
                registered = true;
                foreach (var field in GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                    Register(field.ComponentName(), field.GetValue(this));
            }

            private void Register(string component, object? value)
            {
                switch (value)
                {
                    case Module module when !_internal_submodules.ContainsKey(component):
                        register_module(component, module);
                        break;
                    case Modules.Parameter parameter when !_internal_params.ContainsKey(component):
                        register_parameter(component, parameter);
                        break;
                    case Tensor tensor and not Modules.Parameter when !_internal_buffers.ContainsKey(component):
                        register_buffer(component, tensor);
                        break;
                }
            }

            public virtual void register_module(string name, Module submodule)
            {
                CheckName(name);
                if (_internal_submodules.ContainsKey(name))
                    throw new ArgumentException($"Sub-module {name} is already registered.");
                submodule.RegisterComponents();
                _internal_submodules.Add(name, submodule);
            }

            public void add_module(string name, Module module) => register_module(name, module);

            public virtual void register_parameter(string name, Parameter? param)
            {
                CheckName(name);
                if (_internal_params.ContainsKey(name))
                    throw new ArgumentException($"Parameter {name} is already registered.");
                if (param is not null)
                    _internal_params.Add(name, Keep(param));
            }

            public virtual void register_buffer(string name, Tensor? tensor, bool persistent = true)
            {
                CheckName(name);
                if (_internal_buffers.ContainsKey(name))
                    throw new ArgumentException($"Tensor {name} is already registered.");
                if (tensor is not null)
                    _internal_buffers.Add(name, (Keep(tensor), persistent));
            }

            protected void ConditionallyRegisterParameter(string name, Tensor? value)
            {
                _internal_params.Remove(name);
                if (value is not null)
                    _internal_params.Add(name, Keep(value as Parameter ?? new Parameter(value)));
            }

            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                _internal_buffers.Remove(name);
                if (value is not null)
                    _internal_buffers.Add(name, (Keep(value), persistent));
            }

            /// <summary>Registers a new part of this module and hands it back: for the constructors of layers, whose
            /// fields are then not looked at.</summary>
            internal T Part<T>(string name, T module) where T : Module
            {
                registered = true;
                register_module(name, module);
                return module;
            }

            protected void ClearModules() => _internal_submodules.Clear();

            public virtual Module apply(Action<Module> fn)
            {
                foreach (var child in children())
                    child.apply(fn);
                fn(this);
                return this;
            }

            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var child in children())
                    child.train(train);
            }

            public virtual void eval() => train(false);

            public virtual unsafe void zero_grad(bool set_to_none = true)
            {
                var handles = Tensor.Handles(parameters());
                fixed (IntPtr* pointers = handles)
                    Interop.Shim.Check(Interop.Shim.shim_zero_grads(pointers, handles.Length, set_to_none ? 1 : 0));
                GC.KeepAlive(this);
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (disposed || !disposing)
                    return;
                disposed = true;
                foreach (var (_, child) in _internal_submodules)
                    child.Dispose();
                foreach (var (_, parameter) in _internal_params)
                    parameter.Dispose();
                foreach (var (_, (buffer, _)) in _internal_buffers)
                    buffer.Dispose();
            }

            /// <summary>What a module holds outlives the scope it was made in.</summary>
            private static T Keep<T>(T tensor) where T : Tensor
            {
                tensor.DetachFromDisposeScope();
                return tensor;
            }

            private static void CheckName(string name)
            {
                if (string.IsNullOrEmpty(name) || name.Contains('.'))
                    throw new ArgumentException($"The name of a component must not be empty or contain a dot, but was '{name}'.");
            }

            protected static (Device device, ScalarType dtype) GetDefaultDeviceAndType(Device? device = null, ScalarType? dtype = null) =>
                (InitializeDevice(device), dtype ?? get_default_dtype());
        }
    }
}
