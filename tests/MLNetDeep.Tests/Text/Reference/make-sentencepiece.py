"""Writes sentencepiece.zip: small models trained by SentencePiece itself (Debian's python3-sentencepiece 0.1.97), and the tokens that it gives.

Usage: python3 make-sentencepiece.py CORPUS.txt (any text of some thousand lines) OUT.zip
"""
import io
import json
import sys
import tempfile
import zipfile

import sentencepiece

RULES = "\uff21\tA\n\uff22\tB\n\uff23\tC\n\ufb01\tfi\n\u00bd\t1/2\na\u0308\t\u00e4\n\u200b\t\n\u00a0\t \n\u3000\t \nw t\tw-t\n"
TEXTS = ["The film was good, GOOD and goodly!", " don't  it's\n3.5 km 12345", "\u00fcber caf\u00e9 Stra\u00dfe \u0130", "\u96fb\u5f71 \U00020bb7 \U0001d4b3 \U0001f600",
         "a<mask> b <|endoftext|>[MASK]x", "e\u0301\u200bA\xa0zzz $5", "", " ", "  two  spaces  ", "\uff21\uff22\uff23 \ufb01nance \u00bd \u21165", "networks for texts are trained",
         "a\ttab\r\n", "aaaaaaaaaaaaaaa <sep>x<cls> 2024", "\u3000\u6771\u4eac\u90fd\u3000", "e\u0301 \u0438\u0306 a\u0308", "don't\u2019 \u2014 \u201cquoted\u201d", "\u2581 a\u2581b\u2581", "new  tokens w the <sep><sep>",
         "The vocabulary is learnt on the training part alone, in one pass before the first epoch; rows kept for validation are left out."]
MODELS = {
    "unigram": dict(model_type="unigram", character_coverage=0.995),
    "unigram-bytes": dict(model_type="unigram", byte_fallback=True, normalization_rule_name="identity", vocab_size=600, user_defined_symbols=["<sep>", "<cls>"]),
    "unigram-suffix": dict(model_type="unigram", treat_whitespace_as_suffix=True, rules=True, character_coverage=0.995),
    "bpe": dict(model_type="bpe", rules=True, character_coverage=0.995),
    "bpe-bytes": dict(model_type="bpe", byte_fallback=True, normalization_rule_name="identity", vocab_size=600, split_digits=True, user_defined_symbols=["<sep>", "<cls>"], remove_extra_whitespaces=False),
    "bpe-plain": dict(model_type="bpe", normalization_rule_name="identity", add_dummy_prefix=False, character_coverage=0.98),
}

with zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
    answers = {"texts": TEXTS, "models": {}}
    for name, options in MODELS.items():
        options = {"vocab_size": 400, **options}
        model = io.BytesIO()
        with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf-8") as rules:
            if options.pop("rules", False):
                rules.write("".join(f"{' '.join(f'{ord(c):x}' for c in a)}\t{' '.join(f'{ord(c):x}' for c in b)}\n" for a, b in (line.split("\t") for line in RULES.splitlines())))
                rules.flush()
                options["normalization_rule_tsv"] = rules.name
            sentencepiece.SentencePieceTrainer.train(input=sys.argv[1], model_writer=model, minloglevel=2, num_threads=1, **options)
        out.writestr(f"{name}.model", model.getvalue())
        processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
        answers["models"][name] = [processor.encode(text) for text in TEXTS]
    out.writestr("answers.json", json.dumps(answers, ensure_ascii=False))
