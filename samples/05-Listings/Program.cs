// Does a listing sell within a week? Its photo, its title and its numbers each tell a part of it: one network over all three, beside networks over one of them.
//   dotnet run -- [small] [listings.zip]
using Listings;
using Microsoft.ML;
using MLNetDeep;

bool isSmall = args.Contains("small");
string file = args.FirstOrDefault(a => a.EndsWith(".zip")) ?? "listings.zip";
string photos = Directory.CreateTempSubdirectory("listings").FullName;
var ml = new MLContext(seed: 1);
List<Listing> rows = [.. Listing.Make(isSmall ? 300 : 2000, seed: 1, photos)], others = [.. Listing.Make(500, seed: 2, photos)];
IDataView train = ml.Data.LoadFromEnumerable(rows), test = ml.Data.LoadFromEnumerable(others);

var catalog = ml.Deep().BinaryClassification;
CnnOptions photo = new() { BaseChannels = 16, MaxEpochs = 12 };
TextCnnOptions title = new() { Width = 64, Filters = 32, MaxEpochs = 12 };
MlpOptions numbers = new() { Width = 64, MaxEpochs = 12 };

ITransformer combined = catalog.Combined(nameof(Listing.SoldInAWeek),
    [new(nameof(Listing.Photo), photo), new(nameof(Listing.Title), title), new([nameof(Listing.Price), nameof(Listing.Town)], numbers)],
    new CombinedOptions { MaxEpochs = 12, LearningRate = 2e-3 }).Fit(train);
Tell("all three", combined, test);
if (!isSmall)
{
    // A network over photos alone cannot do without one.
    IDataView WithPhoto(List<Listing> all) => ml.Data.LoadFromEnumerable(all.Where(listing => listing.Photo.Length > 0));
    Tell("the photo, where there is one", catalog.Cnn(nameof(Listing.SoldInAWeek), nameof(Listing.Photo), photo).Fit(WithPhoto(rows)), WithPhoto(others));
    Tell("the title", catalog.TextCnn(nameof(Listing.SoldInAWeek), nameof(Listing.Title), title).Fit(train), test);
    Tell("the numbers", catalog.Mlp(nameof(Listing.SoldInAWeek), [nameof(Listing.Price), nameof(Listing.Town)], numbers).Fit(train), test);
}

// Whoever loads the zip, with ML.NET and MLNetDeep.Runtime alone, gives it the path of a photo, a title and numbers. A listing may be without a photo.
ml.Model.Save(combined, train.Schema, file);
using var engine = new MLContext().Model.CreatePredictionEngine<Listing, Answer>(new MLContext().Model.Load(file, out _));
foreach (Listing listing in Listing.Make(3, seed: 3, photos))
{
    float with = engine.Predict(listing).Probability;
    float without = engine.Predict(new Listing { Title = listing.Title, Price = listing.Price, Town = listing.Town }).Probability;
    Console.WriteLine($"{listing.Title,-40} {with:P0}, without its photo {without:P0}");
}
Directory.Delete(photos, recursive: true);

void Tell(string inputs, ITransformer model, IDataView rows) =>
    Console.WriteLine($"Accuracy from {inputs}: {ml.BinaryClassification.Evaluate(model.Transform(rows), nameof(Listing.SoldInAWeek)).Accuracy:P1}.");
