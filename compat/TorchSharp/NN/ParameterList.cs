using System.Collections;
using System.Diagnostics.CodeAnalysis;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Parameters by number.</summary>
    public class ParameterList : nn.Module, IList<Parameter>
    {
        private readonly List<Parameter> items = [];

        public ParameterList(params Parameter[] parameters) : base(nameof(ParameterList)) => extend(parameters);

        public Parameter this[int index]
        {
            get => items[index];
            set => Change(() => items[index] = value);
        }

        public int Count => items.Count;
        public bool IsReadOnly => false;
        public void Add(Parameter item) => Change(() => items.Add(item));
        public void append(params Parameter[] parameters) => extend(parameters);
        public void extend(IEnumerable<Parameter> parameters) => Change(() => items.AddRange(parameters));
        public void Insert(int index, Parameter item) => Change(() => items.Insert(index, item));
        public void RemoveAt(int index) => Change(() => items.RemoveAt(index));
        public void Clear() => Change(items.Clear);
        public bool Contains(Parameter item) => IndexOf(item) >= 0;
        public int IndexOf(Parameter item) => items.FindIndex(other => ReferenceEquals(other, item));
        public void CopyTo(Parameter[] array, int arrayIndex) => items.CopyTo(array, arrayIndex);
        public IEnumerator<Parameter> GetEnumerator() => items.GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public bool Remove(Parameter item)
        {
            var index = IndexOf(item);
            if (index >= 0)
                RemoveAt(index);
            return index >= 0;
        }

        protected override void RegisterComponents() { }

        private void Change(Action change)
        {
            change();
            _internal_params.Clear();
            for (var i = 0; i < items.Count; i++)
                register_parameter(i.ToString(), items[i]);
        }
    }

    /// <summary>Parameters by name, in order.</summary>
    public class ParameterDict : nn.Module, IDictionary<string, Parameter>, IList<(string, Parameter)>
    {
        public ParameterDict() : base(nameof(ParameterDict)) { }

        private OrderedDict<string, Parameter> Entries => _internal_params;

        public Parameter this[string key]
        {
            get => Entries[key];
            set => ConditionallyRegisterParameter(key, value);
        }

        public (string, Parameter) this[int index]
        {
            get => Entries[index];
            set => Entries[index] = value;
        }

        public int Count => Entries.Count;
        public bool IsReadOnly => false;
        public ICollection<string> Keys => Entries.Keys;
        public ICollection<Parameter> Values => Entries.Values;
        public void Add(string key, Parameter value) => register_parameter(key, value);
        public void Add((string, Parameter) item) => Add(item.Item1, item.Item2);
        public void Add(KeyValuePair<string, Parameter> item) => Add(item.Key, item.Value);
        public void Insert(int index, (string, Parameter) item) => Entries.Insert(index, item);
        public bool Remove(string key) => Entries.Remove(key);
        public bool Remove((string, Parameter) item) => Entries.Remove(item);
        public bool Remove(KeyValuePair<string, Parameter> item) => Entries.Remove(item);
        public void RemoveAt(int index) => Entries.RemoveAt(index);
        public void Clear() => Entries.Clear();
        public void clear() => Clear();
        public bool ContainsKey(string key) => Entries.ContainsKey(key);
        public bool Contains((string, Parameter) item) => Entries.Contains(item);
        public bool Contains(KeyValuePair<string, Parameter> item) => Entries.Contains(item);
        public int IndexOf((string, Parameter) item) => Entries.IndexOf(item);
        public bool TryGetValue(string key, [MaybeNullWhen(false)] out Parameter value) => Entries.TryGetValue(key, out value);
        public void CopyTo((string, Parameter)[] array, int arrayIndex) => Entries.CopyTo(array, arrayIndex);
        public void CopyTo(KeyValuePair<string, Parameter>[] array, int arrayIndex) => Entries.CopyTo(array, arrayIndex);
        public IEnumerator<(string, Parameter)> items() => Entries.GetEnumerator();
        public IEnumerable<string> keys() => Entries.keys();
        public IEnumerable<Parameter> values() => Entries.values();
        public IEnumerator<(string, Parameter)> GetEnumerator() => Entries.GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
        IEnumerator<KeyValuePair<string, Parameter>> IEnumerable<KeyValuePair<string, Parameter>>.GetEnumerator() =>
            ((IEnumerable<KeyValuePair<string, Parameter>>)Entries).GetEnumerator();

        protected override void RegisterComponents() { }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.ParameterList ParameterList(params Modules.Parameter[] parameters) => new(parameters);

            public static Modules.ParameterDict ParameterDict(params (string, Modules.Parameter)[] parameters)
            {
                var dictionary = new Modules.ParameterDict();
                foreach (var parameter in parameters)
                    dictionary.Add(parameter);
                return dictionary;
            }
        }
    }
}
