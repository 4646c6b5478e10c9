using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements, in place for a contiguous tensor of the CPU.</summary>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            Expect<T>();
            return new TensorAccessor<T>(this);
        }

        public T item<T>() where T : unmanaged
        {
            Expect<T>();
            if (numel() != 1)
                throw new ArgumentException($"The tensor has {numel()} elements, item() needs exactly one.");
            return ReadHost<T>()[0];
        }

        /// <summary>The memory itself, of a contiguous tensor of the CPU.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                var info = Info;
                if (info.DeviceType != (int)DeviceType.CPU || info.IsContiguous == 0)
                    throw new InvalidOperationException("The bytes of a tensor can be reached when it is contiguous and on the CPU: use cpu() and contiguous() first.");
                return new Span<byte>(info.Data, checked((int)(info.Elements * info.ElementSize)));
            }
            set
            {
                if (value.Length != numel() * element_size())
                    throw new ArgumentException($"The tensor has {numel() * element_size()} bytes, but {value.Length} were given.");
                fixed (byte* source = value)
                    WriteHost(source);
            }
        }

        /// <summary>Copies the elements into a new array, from any device and layout.</summary>
        internal unsafe T[] ReadHost<T>() where T : unmanaged
        {
            var values = new T[numel()];
            fixed (T* target = values)
                Shim.Check(Shim.shim_to_host(Handle, target, values.LongLength * sizeof(T)));
            GC.KeepAlive(this);
            return values;
        }

        /// <summary>The elements as bytes, from any device and layout.</summary>
        internal unsafe byte[] ReadBytes()
        {
            var bytes = new byte[numel() * element_size()];
            fixed (byte* target = bytes)
                Shim.Check(Shim.shim_to_host(Handle, target, bytes.LongLength));
            GC.KeepAlive(this);
            return bytes;
        }

        public static Tensor Load(BinaryReader reader) => TensorExtensionMethods.Load(reader);

        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
            return Load(reader);
        }

        public static Tensor load(string location)
        {
            using var stream = File.OpenRead(location);
            return Load(stream);
        }

        public void save(string location) => this.Save(location);

        private unsafe void WriteHost(byte* source)
        {
            var sizes = shape;
            IntPtr copy;
            fixed (long* dimensions = sizes)
                Shim.Check(Shim.shim_from_host(source, dimensions, sizes.Length, (int)dtype, device.Code, out copy));
            using var values = new Tensor(copy);
            using (no_grad())
                copy_(values);
        }

        public Scalar ToScalar()
        {
            Shim.Check(Shim.shim_item(Handle, out var value));
            return Scalar.From(value, dtype);
        }

        internal unsafe byte* DataPointer => (byte*)Info.Data;

        private void Expect<T>()
        {
            if (typeof(T) != typeof(char) && !Holds(dtype, typeof(T)) && !(dtype == ScalarType.BFloat16 && typeof(T) == typeof(ushort)))
                throw new ArgumentException($"{typeof(T).Name} is not compatible with {dtype}.");
        }

        public float ReadCpuSingle(long i) => data<float>()[i];
        public double ReadCpuDouble(long i) => data<double>()[i];
        public long ReadCpuInt64(long i) => data<long>()[i];
        public int ReadCpuInt32(long i) => data<int>()[i];
        public byte ReadCpuByte(long i) => data<byte>()[i];
        public bool ReadCpuBool(long i) => data<bool>()[i];

        public override string ToString() => ToString(torch.TensorStringStyle);

        public string ToString(TensorStringStyle style, string? fltFormat = null, int? width = null,
            System.Globalization.CultureInfo? cultureInfo = null, string? newLine = null)
        {
            if (IsInvalid)
                return "[invalid]";
            return style is TensorStringStyle.Metadata or TensorStringStyle.Default ? Metadata() : Metadata() + newLine + Contents();
        }

        private string Metadata() => $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";

        private unsafe string Contents()
        {
            Shim.Check(Shim.shim_to_string(Handle, out var text));
            return "\n" + Shim.TakeString(text);
        }
    }
}
