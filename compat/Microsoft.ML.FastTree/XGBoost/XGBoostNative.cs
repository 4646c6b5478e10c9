using System.Runtime.InteropServices;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.FastTree;

/// <summary>The part of XGBoost's C API that growing trees takes.</summary>
internal static unsafe partial class XGBoostNative
{
    private const string Library = "libxgboost.so.0";

    public static void Check(int result)
    {
        if (result != 0)
            throw Contracts.Except($"XGBoost: {FirstLine(Marshal.PtrToStringUTF8(XGBGetLastError()))}");
    }

    [LibraryImport(Library)]
    public static partial int XGDMatrixCreateFromMat(float* data, ulong rows, ulong columns, float missing, out nint matrix);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGDMatrixSetFloatInfo(nint matrix, string field, float[] values, ulong count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGDMatrixSetUIntInfo(nint matrix, string field, uint[] values, ulong count);

    [LibraryImport(Library)]
    public static partial int XGDMatrixFree(nint matrix);

    [LibraryImport(Library)]
    public static partial int XGBoosterCreate(nint[] matrices, ulong count, out nint booster);

    [LibraryImport(Library)]
    public static partial int XGBoosterFree(nint booster);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterSetParam(nint booster, string name, string value);

    [LibraryImport(Library)]
    public static partial int XGBoosterUpdateOneIter(nint booster, int iteration, nint matrix);

    [LibraryImport(Library)]
    public static partial int XGBoosterBoostOneIter(nint booster, nint matrix, float[] gradients, float[] hessians, ulong count);

    [LibraryImport(Library)]
    public static partial int XGBoosterSlice(nint booster, int begin, int end, int step, out nint part);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterSaveModelToBuffer(nint booster, string config, out ulong length, out byte* bytes);

    [LibraryImport(Library)]
    private static partial nint XGBGetLastError();

    private static string? FirstLine(string? message) => message?.Split('\n')[0];
}
