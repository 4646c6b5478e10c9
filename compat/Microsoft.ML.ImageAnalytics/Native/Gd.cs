using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Microsoft.ML.Native;

/// <summary>The few functions of libgd that images need; libgd is a plain system library.</summary>
internal static unsafe partial class Gd
{
    private const string Library = "libgd.so.3";

    static Gd()
    {
        // A broken file is reported by a null result; libgd would also write to standard error.
        gdSetErrorMethod(&IgnoreMessage);
    }

    /// <summary>The front of libgd's image structure, down to the rows of true colour pixels.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Image
    {
        public byte** Pixels;
        public int Width;
        public int Height;
        public int ColorsTotal;
        private fixed int _red[256], _green[256], _blue[256], _open[256];
        private int _transparent;
        private int* _polyInts;
        private int _polyAllocated;
        private Image* _brush;
        private Image* _tile;
        private fixed int _brushColorMap[256], _tileColorMap[256];
        private int _styleLength;
        private int _stylePos;
        private int* _style;
        private int _interlace;
        private int _thick;
        private fixed int _alpha[256];
        public int TrueColor;
        public uint** TruePixels;
    }

    [LibraryImport(Library)] internal static partial Image* gdImageCreateTrueColor(int width, int height);
    [LibraryImport(Library)] internal static partial Image* gdImageCreateFromPngPtr(int size, byte* data);
    [LibraryImport(Library)] internal static partial Image* gdImageCreateFromJpegPtr(int size, byte* data);
    [LibraryImport(Library)] internal static partial Image* gdImageCreateFromBmpPtr(int size, byte* data);
    [LibraryImport(Library)] internal static partial Image* gdImageCreateFromGifPtr(int size, byte* data);
    [LibraryImport(Library)] internal static partial Image* gdImageCreateFromWebpPtr(int size, byte* data);
    [LibraryImport(Library)] internal static partial int gdImagePaletteToTrueColor(Image* image);
    [LibraryImport(Library)] internal static partial void gdImageSaveAlpha(Image* image, int on);
    [LibraryImport(Library)] internal static partial byte* gdImagePngPtr(Image* image, int* size);
    [LibraryImport(Library)] internal static partial byte* gdImageJpegPtr(Image* image, int* size, int quality);
    [LibraryImport(Library)] internal static partial byte* gdImageBmpPtr(Image* image, int* size, int compression);
    [LibraryImport(Library)] internal static partial void gdImageDestroy(Image* image);
    [LibraryImport(Library)] internal static partial void gdFree(void* pointer);
    [LibraryImport(Library)] private static partial void gdSetErrorMethod(delegate* unmanaged[Cdecl]<int, byte*, void*, void> method);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void IgnoreMessage(int priority, byte* format, void* arguments)
    {
    }
}
